/** What an exam can begin without: one chunk, loaded while the first question is read. */
export { KeysDialog } from './KeysDialog.tsx'
export { Notes } from './Notes.tsx'
export { Reference } from './Reference.tsx'
export { SettingsDialog } from './SettingsDialog.tsx'
export { QuestionSpeech } from '../speech/QuestionSpeech.tsx'
