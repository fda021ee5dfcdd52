/**
 * A CometBFT whose consensus has failed, as when it could not write to a full disk, goes on answering and takes no part
 * any more: it says so in its output and waits for somebody to start it again.
 */
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

const failure = 'CONSENSUS FAILURE!!!'

/** Passes its output on, and ends it when it says so. Its output has to be a pipe. */
export const endedOnFailure = (child: ChildProcess, write: (line: string) => void): ChildProcess => {
  if (!child.stdout) throw new Error('the output of CometBFT is no pipe')
  createInterface({ input: child.stdout }).on('line', (line) => {
    write(line)
    if (line.includes(failure)) child.kill('SIGKILL')
  })
  return child
}
