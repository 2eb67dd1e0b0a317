/** The mistake of HR1021: activities are imported by value, and what they need comes along. */
import { writeReport } from './report.activities';

export async function report(): Promise<void> {
  await writeReport();
}
