import { testExamples } from '../support/test-examples';

testExamples((code) => /^HR[5679]/.test(code));
