/** CloudWatch Logs, as moto has it, with what is in it. */

import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { createClients } from '../../../wrapper/deploy/logs/groups.js';
import { startMoto } from '../../support/moto.js';
import { startGate } from './gate.js';

/** @typedef {[timestamp: number, message: string]} Line */

/** The function's group in most Regions. */
export const GROUP = '/aws/lambda/us-east-1.edge-lookup';

/** Starts moto with a gate in front of it. */
export async function startService() {
  const moto = await startMoto();
  const gate = await startGate(moto.url);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const clients = createClients({ endpoint: moto.url, credentials });

  return { gate, clients, createGroup, deleteGroup, putLines, retentions, clear, stop };

  /** @param {string} region */
  function client(region) {
    const found = clients.get(region);
    if (found === undefined) throw new Error(`${region} is no Region`);
    return found;
  }

  /**
   * @param {string} region
   * @param {string} logGroupName
   * @param {Line[]} [lines]
   */
  async function createGroup(region, logGroupName, lines = []) {
    await client(region).send(new CreateLogGroupCommand({ logGroupName }));
    const stream = { logGroupName, logStreamName: 'stream' };
    await client(region).send(new CreateLogStreamCommand(stream));
    if (lines.length > 0) await putLines(region, logGroupName, lines);
  }

  /**
   * @param {string} region
   * @param {string} logGroupName
   */
  async function deleteGroup(region, logGroupName) {
    await client(region).send(new DeleteLogGroupCommand({ logGroupName }));
  }

  /**
   * @param {string} region
   * @param {string} logGroupName
   * @param {Line[]} lines
   */
  async function putLines(region, logGroupName, lines) {
    const logEvents = lines.map(([timestamp, message]) => ({ timestamp, message }));
    const stream = { logGroupName, logStreamName: 'stream' };
    await client(region).send(new PutLogEventsCommand({ ...stream, logEvents }));
  }

  /** The retention of each group, as `[Region, group, days]`. */
  async function retentions() {
    /** @type {[region: string, name: string, days: number | undefined][]} */
    const all = [];
    for (const [region, client] of clients) {
      const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({}));
      for (const { logGroupName = '', retentionInDays } of logGroups) {
        all.push([region, logGroupName, retentionInDays]);
      }
    }
    return all;
  }

  /** Deletes everything, and opens the gate. */
  async function clear() {
    gate.refuse = () => undefined;
    gate.writes = [];
    for (const [region, name] of await retentions()) await deleteGroup(region, name);
  }

  async function stop() {
    gate.stop();
    await moto.stop();
  }
}
