import { fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadProgress } from '../../src/islands/primitives/device.ts'
import { BackupDesk } from '../../src/islands/settings/BackupDesk.tsx'
import { keepParts, keptParts } from '../../src/islands/settings/kept-parts.ts'
import { openProgress, type Progress } from '../../src/store/progress.ts'
import { aName, aResponse, valueOf } from '../store/builders.ts'

let progress: Progress
beforeEach(async () => {
  progress = await loadProgress()
  await progress.eraseEverything()
})
afterEach(() => vi.restoreAllMocks())

const said = () => screen.getByRole('status').textContent
const show = () => void render(() => <BackupDesk kept="something" incoming={undefined} />)

/** Hands a file to the desk, as large as it says it is. */
function choose(text: string, size = text.length) {
  const file = new File([text], 'aimward.json', { type: 'application/json' })
  Object.defineProperties(file, { size: { value: size }, text: { value: async () => text } })
  fireEvent.change(screen.getByLabelText('Import a file'), { target: { files: [file] } })
}

/** What another device exported after two answers. */
async function theirFile(at = 1000) {
  const other = openProgress({ name: aName() })
  await valueOf(other.record(aResponse({ id: 'r1', at })))
  await valueOf(other.record(aResponse({ id: 'r2', questionId: 'f-context-002', at: at + 1 })))
  return other.exportBackup()
}

describe('importing a file', () => {
  it('says what it would add, and adds it when told to', async () => {
    show()
    choose(await theirFile())
    await screen.findByText(
      /adds 0 attempts, 2 responses, 0 lessons, 0 notes and marks, 0 settings; 0 of its records are here already; 0 conflicts\./,
    )
    fireEvent.click(screen.getByRole('button', { name: 'Import' }))
    await screen.findByText(/^Imported: 0 attempts, 2 responses/)
    expect(await progress.responses()).toHaveLength(2)
  })

  it('says that what differs on both sides stays as it is here', async () => {
    await valueOf(progress.record(aResponse({ id: 'r1', at: 5 })))
    show()
    choose(await theirFile())
    await waitFor(() => expect(said()).toContain('1 conflict. What differs on both sides stays as it is here'))
  })

  it.each([
    { file: 'Dear diary', says: 'This is not a backup file' },
    { file: '{"app":"aimward","data":{"studies":[', says: 'The file is cut short' },
    { file: '{"some":"other file"}', says: 'This file was not made by Aimward' },
    {
      file: '{"app":"aimward","format":99,"exportedAt":"2027-01-01","data":{}}',
      says: 'made by a newer release of Aimward than this page. Reload',
    },
    {
      file: '{"app":"aimward","format":1,"exportedAt":"2026-11-23","checksum":"sha256:0","data":{}}',
      says: 'The file was changed after it was saved',
    },
  ])('refuses one with a sentence and a way on, and changes nothing: $says', async ({ file, says }) => {
    show()
    choose(file)
    await waitFor(() => expect(said()).toContain(says))
    expect(said()).toContain('Nothing was changed.')
    expect(screen.queryByRole('button', { name: 'Import' })).toBeNull()
  })

  it('refuses a huge one before it is read', async () => {
    show()
    choose(await theirFile(), 100_000_001)
    await waitFor(() => expect(said()).toContain('far larger than any backup of this site'))
  })

  it('says so when the file cannot be read any more', async () => {
    show()
    const file = new File(['x'], 'aimward.json')
    Object.defineProperty(file, 'text', { value: () => Promise.reject(new DOMException('Gone.', 'NotFoundError')) })
    fireEvent.change(screen.getByLabelText('Import a file'), { target: { files: [file] } })
    await waitFor(() => expect(said()).toContain('The file could not be read'))
  })

  it('says so when there is no room left, and changes nothing', async () => {
    show()
    choose(await theirFile())
    const button = await screen.findByRole('button', { name: 'Import' })
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('Refused.', 'QuotaExceededError')
    })
    fireEvent.click(button)
    await waitFor(() => expect(said()).toContain('no room left for this site. Free some space, then try again.'))
    expect(await progress.responses()).toEqual([])
  })
})

describe('erasing everything', () => {
  it('takes two steps, and takes parts of a transfer along', async () => {
    await valueOf(progress.record(aResponse()))
    keepParts([{ whole: '3f9a01cc', at: 1, of: 2, data: 'AAAA' }])
    expect(keptParts()).toHaveLength(1)
    show()
    fireEvent.click(screen.getByRole('button', { name: 'Erase everything' }))
    expect(await progress.responses()).toHaveLength(1)
    fireEvent.click(screen.getByRole('button', { name: 'Erase everything now' }))
    await screen.findByText('Everything that was stored on this device is erased.')
    expect(await progress.responses()).toEqual([])
    expect(keptParts()).toEqual([])
  })
})
