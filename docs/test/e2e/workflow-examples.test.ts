import { testExamples } from '../support/test-examples';

testExamples((code) => /^HR[1238]/.test(code));
