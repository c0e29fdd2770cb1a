import { Duplex } from 'node:stream'
import { WebSocket } from 'ws'

/** A phone that does not read is cut off when this much waits for it. */
const longestBacklog = 262_144

/**
 * A WebSocket as the stream that the broker reads and writes. It never makes the broker wait: with ws's own
 * `createWebSocketStream`, five sleeping phones of sixty held up everybody else by ten seconds. What comes in is asked for
 * by its length, and a phone that sends more than it may is cut off too.
 */
export function phoneStream(socket: WebSocket, options: { readonly mayRead: (bytes: number) => boolean }): Duplex {
  const stream = new Duplex({
    // High enough to never say "wait": the backlog is counted below.
    writableHighWaterMark: 4 * longestBacklog,
    read: () => undefined,
    write(chunk: Buffer, _encoding, done) {
      send([chunk])
      done()
    },
    writev(chunks, done) {
      send(chunks.map(({ chunk }) => chunk as Buffer))
      done()
    },
    final(done) {
      socket.close()
      done()
    },
    destroy(error, done) {
      // What was said last, such as why a connect was refused, still goes out; a phone that does not answer is cut.
      socket.close()
      setTimeout(() => socket.terminate(), 1000).unref()
      done(error)
    },
  })
  socket.on('message', (data: Buffer, isBinary) => {
    if (stream.destroyed) return
    if (!isBinary || !options.mayRead(data.length)) {
      socket.terminate()
      stream.destroy()
    } else stream.push(data)
  })
  socket.on('close', () => stream.destroy())
  socket.on('error', () => stream.destroy())
  return stream

  function send(chunks: readonly Buffer[]) {
    if (socket.readyState !== WebSocket.OPEN) return
    socket.send(chunks.length === 1 ? (chunks[0] ?? '') : Buffer.concat(chunks))
    if (socket.bufferedAmount > longestBacklog) {
      socket.terminate()
      stream.destroy()
    }
  }
}
