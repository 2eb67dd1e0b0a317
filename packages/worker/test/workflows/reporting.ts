/** Hands its argument to a sink of the user's. */
import { proxySinks, type Sinks } from '@temporalio/workflow';

interface ReportSinks extends Sinks {
  report: { line(text: string): void };
}

export async function reporting(text: string): Promise<void> {
  proxySinks<ReportSinks>().report.line(text);
}
