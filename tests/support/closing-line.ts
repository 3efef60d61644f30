/** Says the result of the run as its very last line, alone: `12 passed, 0 failed`. */
import type { Reporter, TestModule } from 'vitest/node';

export class ClosingLine implements Reporter {
  private readonly count = { passed: 0, failed: 0, skipped: 0 };

  onInit(): void {
    process.once('exit', (code) => {
      const { passed, failed, skipped } = this.count;
      // A run that broke outside its tests has failed although no test did.
      const broken = failed === 0 && code !== 0 ? 1 : failed;
      const rest = skipped === 0 ? '' : `, ${skipped} skipped`;
      process.stdout.write(`${passed} passed, ${broken} failed${rest}\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    this.count.failed += unhandledErrors.length;
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed' || state === 'failed') this.count[state] += 1;
        else this.count.skipped += 1;
      }
      // A file that could not be read, or a suite's hook that failed, stands for the tests that did not run.
      if (module.state() === 'failed' && !hasFailedTest(module)) this.count.failed += 1;
    }
  }
}

function hasFailedTest(module: TestModule): boolean {
  return [...module.children.allTests('failed')].length > 0;
}
