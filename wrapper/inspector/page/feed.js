/** What the server sends, for as long as the page is open, however often the connection breaks. */

/** @import { Exchange } from '../../emulator/exchange.js' */

const RETRY_MS = 2_000;

/**
 * @param {object} on
 * @param {(exchange: Exchange) => void} on.exchange
 * @param {(home: string) => void} on.home Where there is a form for each route.
 * @param {() => void} on.restart The server is another one: its ids mean other exchanges.
 * @param {(isConnected: boolean) => void} on.connection
 */
export function follow(on) {
  let instance = '';

  function connect() {
    const source = new EventSource('stream');
    source.addEventListener('hello', ({ data }) => {
      const hello = JSON.parse(data);
      if (instance && instance !== hello.instance) on.restart();
      instance = hello.instance;
      if (hello.home !== undefined) on.home(hello.home);
      on.connection(true);
    });
    source.addEventListener('exchange', ({ data }) => on.exchange(JSON.parse(data)));
    source.addEventListener('error', () => {
      on.connection(false);
      // Most errors it gets over by itself.
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(connect, RETRY_MS);
    });
  }
  connect();
}
