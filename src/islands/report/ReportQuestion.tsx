import { createMemo, Show } from 'solid-js'
import { CopyButton } from '../primitives/CopyButton.tsx'
import { reportAddress, reportText, type Reported } from './report-text.ts'
import './report.css'

const words = {
  open: 'Report this question',
  mail: 'Write the report',
  copy: 'Copy the text',
  uncopied: 'The browser did not let the text be copied. Mark it above and copy it by hand.',
} as const

/**
 * A report, prefilled with what its reader needs to find the question. Nothing is sent: it opens a mail or a form that
 * the site has set up in `astro.config.mjs`, or offers the text to copy.
 */
export function ReportQuestion(props: Reported) {
  const report = createMemo(() => reportText(props))
  const to = () => reportAddress(import.meta.env.REPORT_TO ?? '', report())

  return (
    <details class="report">
      <summary>{words.open}</summary>
      <p>
        {to()
          ? 'This opens a text with the question’s number and your answer. You add what is wrong, and send it or not.'
          : 'This site has no address for reports. Copy the text, add what is wrong, and give it to whoever runs your copy.'}
      </p>
      <pre tabIndex={0}>{report().body}</pre>
      <div class="actions">
        <Show when={to()}>
          {(address) => (
            <a class="button" href={address()} target="_blank" rel="noopener noreferrer">
              {words.mail}
            </a>
          )}
        </Show>
        <CopyButton text={report().body} label={words.copy} otherwise={words.uncopied} />
      </div>
    </details>
  )
}
