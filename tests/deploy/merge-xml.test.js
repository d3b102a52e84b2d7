/** Carrying a change over into XML of which the SDK knows only a part. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extractXml, mergeXml, unknownInBehaviors } from '../../wrapper/deploy/merge-xml.js';

/**
 * What CloudFront sent, what the SDK makes of that, what it would write, and what is to be sent.
 *
 * @type {Record<string, [original: string, before: string, after: string, expected: string]>}
 */
const TABLE = {
  'nothing changes': [
    '<?xml version="1.0"?>\r\n<A  x = "1>2"><B/> <New/></A>\n',
    '<A><B></B></A>',
    '<A><B></B></A>',
    '<A  x = "1>2"><B/> <New/></A>',
  ],
  'a text changes': [
    '<A><New>  &#13;</New><B>1</B><C>é &amp; </C></A>',
    '<A><B>1</B><C>é &amp; </C></A>',
    '<A><B>2</B><C>é &amp; </C></A>',
    '<A><New>  &#13;</New><B>2</B><C>é &amp; </C></A>',
  ],
  'a member comes': [
    '<A><B>1</B><New/></A>',
    '<A><B>1</B></A>',
    '<A><B>1</B><C>2</C></A>',
    '<A><B>1</B><New/><C>2</C></A>',
  ],
  'a member goes': [
    '<A><B>1</B><New/><C><Newer/></C></A>',
    '<A><B>1</B><C></C></A>',
    '<A><B>1</B></A>',
    '<A><B>1</B><New/></A>',
  ],
  'an empty element gets members': [
    '<A><B/></A>',
    '<A><B/></A>',
    '<A><B><C/></B></A>',
    '<A><B><C/></B></A>',
  ],
  'an empty list that the SDK does not write back gets elements': [
    '<A><Quantity>0</Quantity><Items/></A>',
    '<A><Quantity>0</Quantity></A>',
    '<A><Quantity>1</Quantity><Items><I>1</I></Items></A>',
    '<A><Quantity>1</Quantity><Items><I>1</I></Items></A>',
  ],
  'a comment and a CDATA section are beside a change': [
    '<A><!-- <B> --><C><![CDATA[</C>]]></C> <D>1</D></A>',
    '<A><C>&lt;/C&gt;</C><D>1</D></A>',
    '<A><C>&lt;/C&gt;</C><D>2</D></A>',
    '<A><!-- <B> --><C><![CDATA[</C>]]></C> <D>2</D></A>',
  ],
  'the elements of a list change places': [
    '<Items><I>1</I><I>2</I></Items>',
    '<Items><I>1</I><I>2</I></Items>',
    '<Items><I>2</I><I>3</I><I>1</I></Items>',
    '<Items><I>2</I><I>3</I><I>1</I></Items>',
  ],
  'a list has an element of a kind that the SDK does not know': [
    '<Items><New/><I>1</I></Items>',
    '<Items><I>1</I></Items>',
    '<Items><I>0</I><I>1</I></Items>',
    '<Items><I>0</I><I>1</I><New/></Items>',
  ],
  'a behavior changes, which is known by its pattern': [
    '<Items><B><PathPattern>/a</PathPattern><New/></B><B><PathPattern>/b</PathPattern><T>1</T><Newer/></B></Items>',
    '<Items><B><PathPattern>/a</PathPattern></B><B><PathPattern>/b</PathPattern><T>1</T></B></Items>',
    '<Items><B><PathPattern>/b</PathPattern><T>2</T></B><B><PathPattern>/a</PathPattern></B></Items>',
    '<Items><B><PathPattern>/b</PathPattern><T>2</T><Newer/></B><B><PathPattern>/a</PathPattern><New/></B></Items>',
  ],
};

for (const [name, [original, before, after, expected]] of Object.entries(TABLE)) {
  test(name, () => assert.equal(mergeXml(original, before, after), expected));
}

test('an element is a document of its own, with the namespace of the whole', () => {
  const xml = '<?xml version="1.0"?>\n<A xmlns="urn:a"><B/><C d="1"><New/></C></A>';
  assert.equal(extractXml(xml, 'C'), '<C xmlns="urn:a" d="1"><New/></C>');
});

test('an element that has the namespace already is as it is', () => {
  const xml = '<A xmlns="urn:a"><C xmlns="urn:a"/></A>';
  assert.equal(extractXml(xml, 'C'), '<C xmlns="urn:a"/>');
});

test('an element that there is not is nothing', () => {
  assert.equal(extractXml('<A><B/></A>', 'C'), undefined);
});

test('what the SDK does not know of a behavior is named, at any depth, unless it is turned off', () => {
  const original =
    '<A><DefaultCacheBehavior><B>1</B><Off><Enabled>false</Enabled></Off></DefaultCacheBehavior><CacheBehaviors>' +
    '<Items><CacheBehavior><G><New>1</New></G><Newer/><L><Items><I>1</I><Newest>1</Newest></Items></L>' +
    '</CacheBehavior><CacheBehavior/></Items></CacheBehaviors></A>';
  const before =
    '<A><DefaultCacheBehavior><B>1</B></DefaultCacheBehavior><CacheBehaviors><Items><CacheBehavior><G></G>' +
    '<L><Items><I>1</I></Items></L></CacheBehavior><CacheBehavior/></Items></CacheBehaviors></A>';
  const expected = [[], ['G › New', 'L › Items › Newest'], []];
  assert.deepEqual(unknownInBehaviors(original, before), expected);
});
