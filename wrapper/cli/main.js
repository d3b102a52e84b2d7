/** Every command, with its options: parses the arguments, and runs the one that they name. */

import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { Failure, runCommand, UsageError } from '../terminal.js';
import { refuseSwallowed } from './npm.js';

/** @import { Declaration, Hooks } from './declaration.js' */

/** In the order of `--help`. */
const NAMES = [
  'init',
  'local',
  'invoke',
  'check',
  'types',
  'openapi',
  'build',
  'package',
  'template',
  'deploy',
  'verify',
  'status',
  'rollback',
  'detach',
  'logs',
];

/**
 * Runs a command. Sets the exit code: 1 if it fails, 2 if the arguments are wrong or, with `--plan`,
 * if something would change.
 *
 * @param {string[]} argv Without the program's name.
 * @param {Hooks} [hooks]
 * @returns {Promise<void>}
 */
export async function main(argv, hooks = {}) {
  // With `| head` the work is still wanted.
  process.stdout.on('error', () => {});
  await runCommand(async () => {
    try {
      await parse(argv, hooks);
    } catch (error) {
      const isPlan = argv.includes('--plan') && error instanceof UsageError;
      throw isPlan ? new Failure(error.message) : error;
    }
  });
}

/**
 * @param {string[]} argv
 * @param {Hooks} hooks
 */
async function parse(argv, hooks) {
  const [name] = argv;
  if (name === undefined) throw new UsageError('name a command: edge-lookup --help lists them');
  // Only what is needed: the AWS clients of some take half a second to load.
  const declarations = await Promise.all((NAMES.includes(name) ? [name] : NAMES).map(load));
  const program = createProgram(declarations, hooks);
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // It has shown the help that was asked for.
    if (error.exitCode === 0) return;
    throw new UsageError(oneLine(error.message, name));
  }
}

/**
 * @param {string} name
 * @returns {Promise<Declaration>}
 */
async function load(name) {
  return (await import(`./commands/${name}.js`)).default;
}

/**
 * @param {Declaration[]} declarations
 * @param {Hooks} hooks
 */
function createProgram(declarations, hooks) {
  const { version } = createRequire(import.meta.url)('../../package.json');
  const program = new Command('edge-lookup')
    .description('Declares a JSON lookup over DynamoDB and answers it inside CloudFront.')
    .version(version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this')
    .helpCommand(false)
    .exitOverride()
    // Errors are printed in one place, as one line.
    .configureOutput({ writeErr: () => {} })
    .showSuggestionAfterError();
  for (const declaration of declarations) {
    program.addCommand(createCommand(program, declaration, hooks));
  }
  return program;
}

/**
 * @param {Command} program
 * @param {Declaration} declaration
 * @param {Hooks} hooks
 */
function createCommand(program, declaration, hooks) {
  const { name, summary, description, notes = '', options = [], run } = declaration;
  const command = new Command(name)
    .copyInheritedSettings(program)
    .summary(summary)
    .description(description)
    .helpOption('-h, --help', 'show this')
    .allowExcessArguments(false);
  for (const argument of declaration.arguments ?? []) command.addArgument(argument);
  for (const option of options) command.addOption(option);
  if (notes !== '') command.addHelpText('after', `\n${notes}`);
  const names = options.map((option) => option.name());
  return command.action(async (/** @type {unknown[]} */ ...received) => {
    refuseSwallowed(name, names);
    const positionals = received.slice(0, declaration.arguments?.length ?? 0);
    await run(command.opts(), /** @type {string[]} */ (positionals), hooks);
  });
}

/**
 * @param {string} message Commander's: `error: unknown option '--dta'`, and perhaps a suggestion.
 * @param {string} name
 */
function oneLine(message, name) {
  const said = message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
  const command = NAMES.includes(name) ? ` ${name}` : '';
  return `${said} (edge-lookup${command} --help shows more)`;
}

if (import.meta.main) await main(process.argv.slice(2));
