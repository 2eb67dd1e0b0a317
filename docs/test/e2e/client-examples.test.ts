import { testExamples } from '../support/test-examples';

testExamples((code) => code.startsWith('HR4'));
