// Prints where the Temporal CLI is: `node resolve.cjs`. A plain script, as a user's would be; it runs the built package.
const { resolveTemporalExecutable } = require('@handrail/testing/server');

resolveTemporalExecutable().then(
  ({ path }) => console.log(path),
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
