// Against Oblivious HTTP and Binary HTTP by the author of both RFCs, in Rust. Skipped where cargo is missing.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { buildRust } from '@maru/testing/rust-programs.ts'
import { decodeRequest, decodeResponse, encodeRequest, encodeResponse, padTo } from './binary-http.ts'
import { createGatewayKey, decodeKeys, encodeKeys, openRequest, sealRequest } from './ohttp.ts'

const source = `use std::io::{stdin, BufRead, Cursor};

use bhttp::{Message, Mode, StatusCode};
use ohttp::hpke::{Aead, Kdf, Kem};
use ohttp::{ClientRequest, KeyConfig, Server, SymmetricSuite};

fn line() -> Vec<u8> {
    let mut text = String::new();
    stdin().lock().read_line(&mut text).unwrap();
    hex::decode(text.trim()).unwrap()
}

fn text(bytes: Option<&[u8]>) -> String {
    String::from_utf8(bytes.unwrap_or_default().to_vec()).unwrap()
}

/// Tells its keys, opens one request, says what is in it, and answers with its content backwards.
fn gateway() {
    let suite = SymmetricSuite::new(Kdf::HkdfSha256, Aead::Aes128Gcm);
    let config = KeyConfig::new(9, Kem::X25519Sha256, vec![suite]).unwrap();
    println!("{}", hex::encode(KeyConfig::encode_list(&[&config]).unwrap()));
    let server = Server::new(config).unwrap();
    let (opened, answer) = server.decapsulate(&line()).unwrap();
    let request = Message::read_bhttp(&mut Cursor::new(opened)).unwrap();
    let control = request.control();
    let field = request.header().get(b"content-type");
    println!("{} {} {} {}", text(control.method()), text(control.authority()), text(control.path()), text(field));
    let mut response = Message::response(StatusCode::try_from(207_u16).unwrap());
    response.put_header("x-answer", "backwards");
    response.write_content(request.content().iter().rev().copied().collect::<Vec<u8>>());
    let mut bytes = Vec::new();
    response.write_bhttp(Mode::KnownLength, &mut bytes).unwrap();
    println!("{}", hex::encode(answer.encapsulate(&bytes).unwrap()));
}

/// Seals a request for the keys that it is told, opens the answer, and says what is in it.
fn client(mode: Mode) {
    let sealer = ClientRequest::from_encoded_config_list(&line()).unwrap();
    let mut request = Message::request("POST".into(), "https".into(), "vote.example".into(), "/vote".into());
    request.put_header("content-type", "application/octet-stream");
    request.write_content("a vote from Rust");
    let mut bytes = Vec::new();
    request.write_bhttp(mode, &mut bytes).unwrap();
    let (sealed, opener) = sealer.encapsulate(&bytes).unwrap();
    println!("{}", hex::encode(sealed));
    let opened = opener.decapsulate(&line()).unwrap();
    let response = Message::read_bhttp(&mut Cursor::new(opened)).unwrap();
    println!("{} {}", response.control().status().unwrap().code(), text(Some(response.content())));
}

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("gateway") => gateway(),
        Some("known") => client(Mode::KnownLength),
        _ => client(Mode::IndeterminateLength),
    }
}
`

const peer = buildRust('ohttp-peer', source, ['ohttp = "=0.8.0"', 'bhttp = "=0.8.0"', 'hex = "=0.4.3"'])

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))

/** A process that is spoken with line by line. */
const talk = async (
  mode: string,
  run: (say: (line: string) => void, hear: () => Promise<string>) => Promise<void>,
) => {
  const process = spawn(peer.path, [mode], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]()
  try {
    await run(
      (line) => void process.stdin.write(`${line}\n`),
      async () => String((await lines.next()).value),
    )
  } finally {
    process.kill()
  }
}

test(
  'their gateway opens what we seal, padded too, and we open its answers',
  { skip: peer.skip },
  async () => {
    for (const [size, padded] of [
      [0, 100],
      [1, 101],
      [63, 6_000],
      [64, 6_000],
      [5_000, 6_000],
    ] as const)
      await talk('gateway', async (say, hear) => {
        const [key] = decodeKeys(bytes(await hear()))
        assert.equal(key?.id, 9)
        const content = Uint8Array.from({ length: size }, (_, at) => at % 251)
        const fields = [['content-type', 'application/octet-stream']] as const
        const control = { method: 'POST', scheme: 'https', authority: 'vote.example', path: '/vote' }
        const request = padTo(padded, encodeRequest({ ...control, fields, content }))
        const { sealed, openResponse } = await sealRequest(key, request)
        say(hex(sealed))
        assert.equal(await hear(), 'POST vote.example /vote application/octet-stream')
        const opened = await openResponse(bytes(await hear()))
        const answer = opened && decodeResponse(opened)
        const expected = { status: 207, fields: [['x-answer', 'backwards']], content: content.toReversed() }
        assert.deepEqual(answer, expected)
      })
  },
)

test(
  'our gateway opens what their client seals in both forms, and it opens our answers',
  { skip: peer.skip },
  async () => {
    // Theirs takes the last key of the list, ours the first: a gateway opens with each that it tells.
    const keys = [await createGatewayKey(77), await createGatewayKey(76)]
    for (const mode of ['known', 'indeterminate'])
      await talk(mode, async (say, hear) => {
        say(hex(encodeKeys(keys)))
        const opened = await openRequest(keys, bytes(await hear()))
        assert.ok(opened && opened !== 'key')
        const request = decodeRequest(opened.request)
        assert.equal(request?.authority, 'vote.example')
        assert.deepEqual(request.fields, [['content-type', 'application/octet-stream']])
        assert.equal(Buffer.from(request.content).toString(), 'a vote from Rust')
        const response = encodeResponse({ status: 201, fields: [], content: Buffer.from('counted') })
        say(hex(await opened.sealResponse(padTo(300, response))))
        assert.equal(await hear(), '201 counted')
      })
  },
)
