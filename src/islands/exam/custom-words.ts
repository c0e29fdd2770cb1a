import { customLimits, settingNames, type CustomFailure, type TooFew } from '../../core/custom.ts'
import { plural } from './clock.ts'

/** Why a setting in an address is refused, and what to write instead. */
export function customFailureText(failure: CustomFailure): string {
  switch (failure.kind) {
    case 'unknown-setting':
      return `The address sets “${failure.name}”, which a custom exam does not know. Take it out, or write one of ${settingNames.join(', ')}.`
    case 'set-twice':
      return `The address sets “${failure.name}” twice. Leave one; what belongs to one list goes between commas.`
    case 'not-a-number': {
      const { least, most } = customLimits[failure.name]
      const or = failure.name === 'minutes' ? ', or “untimed”' : ''
      return `“${failure.name}” is “${failure.value}”. Write a whole number from ${least} to ${most}${or}.`
    }
    case 'unknown-choice':
      return `Under “${failure.name}” there is nothing called “${failure.value}”, or no question is about it. Take it out, or choose from the lists of a new exam.`
  }
}

export const tooFewText = ({ needed, available }: TooFew): string =>
  available === 0
    ? 'No question fits this choice. Take something out of one of the lists.'
    : `You ask for ${plural(needed, 'question')}, but only ${available} can stand in one exam. Ask for ${available} or fewer, or choose more.`
