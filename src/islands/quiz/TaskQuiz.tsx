import { Arrangement } from './Arrangement.tsx'
import './arrangement.css'
import { Quiz, type QuizProps } from './Quiz.tsx'

/** A quiz whose controls come with it, for pages that are rendered at build. */
export const TaskQuiz = (props: QuizProps) => <Quiz {...props} Arrangement={Arrangement} />
