import webpack from 'webpack';

webpack(
  { mode: 'production', context: import.meta.dirname, entry: './default.js' },
  (error, stats) => {
    if (error) throw error;
    console.log(stats.toString());
    process.exitCode = stats.hasErrors() ? 1 : 0;
  },
);
