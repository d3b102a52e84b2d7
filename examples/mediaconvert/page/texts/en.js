/** The page's words in English. */

/** Those of one state of a job: what it is, and what that means. */
/** @typedef {{ label: string, meaning: string }} StateTexts */

/** What went wrong, why, and what the person can do. */
/** @typedef {{ title: string, cause: string, advice: string }} ProblemTexts */

/** @type {Record<string, StateTexts>} By what MediaConvert and its events call them. */
const STATES = {
  SUBMITTED: { label: 'Waiting in the queue', meaning: 'The job starts when it is its turn.' },
  INPUT_INFORMATION: { label: 'Input read', meaning: 'The job knows what is in its input file.' },
  PROGRESSING: { label: 'Transcoding', meaning: 'The outputs are being made.' },
  STATUS_UPDATE: { label: 'Transcoding', meaning: 'The job has reported how far it is.' },
  NEW_WARNING: {
    label: 'Running, with a warning',
    meaning: 'MediaConvert has warned of something, and the job goes on.',
  },
  QUEUE_HOP: {
    label: 'Moved to another queue',
    meaning: 'It had waited for long. It starts when it is its turn there.',
  },
  COMPLETE: { label: 'Complete', meaning: 'The outputs are ready.' },
  CANCELED: { label: 'Canceled', meaning: 'Someone canceled the job. There will be no outputs.' },
  ERROR: { label: 'Failed', meaning: 'The job ended with an error. There are no outputs.' },
};

/** @satisfies {Record<string, ProblemTexts>} */
const PROBLEMS = {
  offline: {
    title: 'You are offline',
    cause: '',
    advice: 'This page goes on by itself as soon as the network is back.',
  },
  unreachable: {
    title: 'The service cannot be reached',
    cause: 'It has not answered.',
    advice: 'If this lasts, check your network.',
  },
  noJobYet: {
    title: 'No job for this file yet',
    cause: 'A new job can take a moment to appear here.',
    advice: 'If it should be here by now, check the name, capital letters included.',
  },
  noStatusYet: {
    title: 'Nothing is known of this job yet',
    cause: 'It has an ID, and its state follows in a moment.',
    advice: '',
  },
  noSuchJobYet: {
    title: 'No job with this ID yet',
    cause: 'A new job can take a moment to appear here.',
    advice: 'If it should be here by now, check the ID.',
  },
  origin: {
    title: 'This page may not use the service',
    cause: 'The service does not allow the address that this page is at.',
    advice: 'Whoever runs the service can allow it.',
  },
  refused: {
    title: 'The service has refused the request',
    cause: '',
    advice: 'If this happens again, tell whoever runs the service.',
  },
  item: {
    title: 'The record of this job is not complete',
    cause: 'Something that the service needs is missing from it.',
    advice: 'If this lasts, tell whoever runs the service.',
  },
  unavailable: {
    title: 'The service has a problem right now',
    cause: 'Your job is not affected.',
    advice: 'There is nothing that you need to do.',
  },
  foreign: {
    title: 'Something else has answered',
    cause: 'The answer is not the service’s: it may be a proxy’s, or your network’s sign-in page.',
    advice: 'If you have to sign in to your network, do so.',
  },
};

export const EN = {
  lang: 'en',
  title: 'MediaConvert jobs',
  fixed: {
    heading: 'Follow a MediaConvert job',
    lead: 'Enter an input file to find its job at the edge and follow it to the end.',
    by: 'Look up by',
    byInputFile: 'Input file',
    byJobId: 'Job ID',
    submit: 'Look up',
    jobId: 'Job ID',
    progress: 'Progress',
    footer: 'What you type is checked here, by the same WebAssembly that answers at the edge.',
  },
  fields: {
    input_file: { label: 'Name of the input file', hint: 'Exactly as it was given to the job.' },
    job_id: { label: 'ID of the job', hint: 'As MediaConvert gave it.' },
  },
  invalid: {
    blank: { input_file: 'Enter the name of an input file.', job_id: 'Enter the ID of a job.' },
    bytes: (/** @type {number} */ bytes, /** @type {number} */ most) =>
      `This is too long: ${number(bytes)} bytes of at most ${number(most)}.`,
    other: {
      input_file: 'The service does not take this as the name of a file.',
      job_id: 'The service does not take this as the ID of a job.',
    },
  },
  asking: { file: 'Looking for the job …', job: 'Asking for the state of the job …' },
  slow: 'Still waiting for an answer …',
  states: STATES,
  unknownState: 'This page does not know this state. It goes on following the job.',
  problems: PROBLEMS,
  next: { asking: 'This page keeps trying.', looking: 'This page keeps looking.', over: '' },
  answer: 'The service said:',
  wouldAnswer: 'The service would say:',
  details: 'Details:',
  joint: ' ',
  sentence: '. ',
  stopped: {
    title: 'Stopped',
    text: 'This page has stopped asking; the job itself is not affected.',
  },
  stop: 'Stop following',
  goOn: 'Go on',
  tryAgain: 'Try again',
  percent: (/** @type {number} */ percent) => `${percent} %`,
  announced: (/** @type {string} */ label, /** @type {number} */ percent) =>
    `${label}, ${percent} percent`,
  answeredAt: (/** @type {string} */ time) => `Last answer at ${time}`,
  facts: {
    duration: 'Duration',
    size: 'Size',
    outputPath: 'Output path',
    playlists: 'Playlists',
    noPlaylists: 'None',
    errorCode: 'Error code',
    errorMessage: 'Message',
    reached: 'Got to',
  },
  duration: (/** @type {number} */ h, /** @type {number} */ min, /** @type {string} */ s) =>
    [h > 0 && `${h} h`, (h > 0 || min > 0) && `${min} min`, `${s} s`].filter(Boolean).join(' '),
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Selected: now copy it',
  start: {
    title: 'This page cannot start',
    text: 'Part of it, the WebAssembly that checks what you type, did not load. Your network or a setting of your browser may be in the way.',
    reload: 'Reload the page',
  },
};

/** @param {number} value */
function number(value) {
  return value.toLocaleString('en');
}
