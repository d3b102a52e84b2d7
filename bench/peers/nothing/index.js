/** What the runtime costs by itself. */

const RESPONSE = {
  status: '200',
  headers: { 'content-type': [{ key: 'Content-Type', value: 'application/json' }] },
  body: '{"success":true}',
};

export const handler = async () => RESPONSE;
