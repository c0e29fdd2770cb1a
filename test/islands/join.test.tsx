import { render, screen } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Room } from '../../src/islands/join/JoinPage.tsx'
import { createWorld } from '../support/room-world.ts'

/** A telephone in a room, on whose page one sees what has happened whenever time has passed. */
async function aPhone(options: Parameters<typeof createWorld>[0] = {}) {
  const world = await createWorld(options)
  const person = world.enter()
  const [view, setView] = createSignal(person.view())
  render(() => (
    <Room
      view={view()}
      isDeviceOffline={false}
      isBlocked={false}
      participant={() => person.page()}
      onOtherCode={() => {}}
    />
  ))
  const pass = async (ms: number) => {
    await world.pass(ms)
    setView(person.view())
  }
  await pass(1000)
  return { world, person, pass }
}

// jsdom has no such thing.
beforeEach(() => void vi.stubGlobal('isSecureContext', false))

describe('the page of a participant', () => {
  it('says nothing of a lost connection once the class is over', async () => {
    const { world, pass } = await aPhone()
    const ended = world.trainer().end('See you tomorrow.')
    await pass(10_000)
    await ended
    world.hub.stop()
    await pass(20_000)
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The class is over')
    expect(screen.getByText('See you tomorrow.')).toBeDefined()
    expect(screen.queryByText(/^(Connected|No connection|The trainer is)/)).toBeNull()
  })
})
