/** A poll that is being written, as residents will see it; it can be tried out, and nothing is sent. */
import layout from '@maru/web/parts/layout.module.css'
import { type PollDraft, placeOf, questionsOf, wordsOf } from './poll-draft.ts'
import { useTexts } from './texts.ts'
import { VoteForm } from './vote-form.tsx'

export const PollPreview = ({ draft }: { readonly draft: PollDraft }) => {
  const t = useTexts()
  const words = wordsOf(draft)
  return (
    <div className={layout['stack']}>
      <p className={layout['strong']}>{words.title}</p>
      {words.body !== '' && <p className={layout['body']}>{words.body}</p>}
      <VoteForm
        row={{ questions: questionsOf(draft), place: placeOf(draft) }}
        words={words}
        button={t('send')}
        isUnderWay={false}
        reason={t('previewOnly')}
        onVote={() => undefined}
      />
    </div>
  )
}
