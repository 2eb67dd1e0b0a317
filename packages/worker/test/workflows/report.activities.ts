/** An activity that needs the file system. */
import { writeFile } from 'fs/promises';

export async function writeReport(): Promise<void> {
  await writeFile('report.txt', '');
}
