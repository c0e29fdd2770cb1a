import { describe, expect, it } from 'vitest'
import { networkOf, openRooms } from '../../src/server/rooms.ts'

/** Rooms that are led under names, and which of them were given up, in this order. */
function someRooms(limits: Partial<Parameters<typeof openRooms>[0]['limits']> = {}) {
  let now = 0
  const givenUp: string[] = []
  const rooms = openRooms<string>({
    limits: { rooms: 3, roomsPerAddress: 0, ...limits },
    now: () => now,
    onGivenUp: (code) => givenUp.push(code),
  })
  const lead = (code: string, { leader = `${code}'s`, address = code } = {}) => {
    now++
    return rooms.lead(code, { leader, address })
  }
  return { rooms, givenUp, lead }
}

describe('the rooms of a server', () => {
  it('are given up for others when their trainers are gone, the longest gone first', () => {
    const { rooms, givenUp, lead } = someRooms()
    expect(['A', 'B', 'C'].map((code) => lead(code))).toEqual([true, true, true])
    rooms.leave("C's")
    rooms.leave("B's")
    expect([lead('D'), givenUp]).toEqual([true, ['B']])
    expect([lead('E'), givenUp]).toEqual([true, ['B', 'C']])
    expect([lead('F'), givenUp]).toEqual([false, ['B', 'C']])
  })

  it('are as many from one address as may be, of which those without a trainer are given up alone', () => {
    const { rooms, givenUp, lead } = someRooms({ roomsPerAddress: 2, rooms: 5 })
    const address = '203.0.113.9'
    lead('A')
    rooms.leave("A's")
    expect(['B', 'C', 'D'].map((code) => lead(code, { address }))).toEqual([true, true, false])
    rooms.leave("B's")
    expect([lead('D', { address }), givenUp]).toEqual([true, ['B']])
  })

  it('are not left by a connection that another has taken over from', () => {
    const { rooms, lead } = someRooms()
    lead('A', { leader: 'old' })
    lead('A', { leader: 'new' })
    rooms.leave('old')
    expect(rooms.isLed('A')).toBe(true)
    rooms.leave('new')
    expect(rooms.isLed('A')).toBe(false)
  })
})

describe('the network of an address', () => {
  it.each([
    { address: '203.0.113.9', is: '203.0.113.9', because: 'people pay for each of these' },
    { address: '::ffff:203.0.113.9', is: '203.0.113.9', because: 'it is the same in another spelling' },
    { address: '2001:db8:0:1::5', is: '2001:db8:0:1', because: 'a house has them all' },
    { address: '2001:0DB8::1:0:0:5', is: '2001:db8:0:0', because: 'zeros may be left out' },
    { address: '2001:db8:1:2:3:4:5:6', is: '2001:db8:1:2', because: 'or none is' },
    { address: '::1', is: '0:0:0:0', because: 'this machine has one' },
  ])('is $is for $address, because $because', ({ address, is }) => {
    expect(networkOf(address)).toBe(is)
  })
})
