import 'fake-indexeddb/auto'
import { cleanup, configure } from '@solidjs/testing-library'
import { afterEach } from 'vitest'

// No test is about time: what is fetched when it is opened may take more than a second on a busy machine.
configure({ asyncUtilTimeout: 30_000 })
afterEach(cleanup)
