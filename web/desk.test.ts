// The staff desk in a real browser: what officers see, and an answer from the queue to the resident's page.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { desktop, phone, waitUntil } from '@maru/testing/browser.ts'
import { focusedRow, openAs, settled, smallTargets, tabTo } from '@maru/testing/web-page.ts'
import { openWebCity } from '@maru/testing/web-city.ts'

const city = await openWebCity()
const skip = typeof city === 'string' && city

const readers = {
  'on a phone, in Korean': { ...phone, locale: 'ko-KR' },
  'on a desk, in English, in the dark': { ...desktop, locale: 'en-US', colorScheme: 'dark' },
} as const

describe('the desk', { skip }, () => {
  if (typeof city === 'string') return
  after(() => city.close())

  for (const [name, options] of Object.entries(readers)) {
    test(`${name}: every queue has nothing that axe-core finds and no complaint`, async () => {
      const visitor = await city.open('/desk', options)
      await settled(visitor)
      await city.assertAccessible(visitor)
      assert.equal(await visitor.locator('header a[href="/desk"]').count(), 0)
      await visitor.context().close()
      for (const [role, queues] of [
        ['department', ['overdue', 'given']],
        ['mayor', ['to-assign', 'mayor', 'questions']],
        ['panel', ['panel']],
        ['moderator', ['join']],
      ] as const) {
        const page = await openAs(city, role, '/desk', options)
        await page.locator('header a[href="/desk"]').waitFor()
        await city.assertAccessible(page)
        for (const queue of queues) {
          await page.goto(`${city.url}/desk/${queue}`)
          const row = page.locator(`a[href^="/desk/${queue}/"][data-desk-row]`).first()
          await row.waitFor()
          // Lists are alike: one of each role is enough.
          if (queue === queues[0]) await city.assertAccessible(page)
          await row.click()
          await page.locator('aside h2').waitFor()
          await settled(page)
          await city.assertAccessible(page)
          assert.deepEqual(await smallTargets(page), [], page.url())
        }
        await page.context().close()
      }
      assert.deepEqual(city.complaints(), [])
    })
  }

  test('by keyboard alone an officer answers, and residents read it', async () => {
    const { duty, proposal } = await firstWork('overdue')
    const words = '단지마다 한 곳씩, 내년 3월까지 놓겠습니다.'
    const page = await openAs(city, 'department', '/desk', desktop)
    await page.locator('[data-desk-row="overdue"]').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await city.assertAccessible(page)
    await tabTo(page, '글자 단축키를 쓰고 있어요')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('j')
    assert.equal(await focusedRow(page), null, 'letters were turned off')
    await tabTo(page, '단축키')
    await page.keyboard.press('Enter')
    await tabTo(page, '글자 단축키를 꺼 두었어요')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('j')
    assert.equal(await focusedRow(page), 'overdue')
    await page.keyboard.press('Enter')
    await page.locator(`[data-desk-row="${duty}"]`).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    assert.equal(await focusedRow(page), String(duty))
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/desk/overdue/${duty}`)
    await page.getByRole('heading', { name: '답변 쓰기' }).waitFor()

    await tabTo(page, '할 일로 가기')
    await page.keyboard.press('Enter')
    await tabTo(page, '최종 답변')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await tabTo(page, '답변 내용')
    // Letters are what is typed here, and no keys of the desk.
    await page.keyboard.type(`jk?${words}`)
    await page.reload()
    const field = page.getByLabel('답변 내용')
    await field.waitFor()
    assert.equal(await field.inputValue(), `jk?${words}`)
    await tabTo(page, '답변 내용')
    await page.keyboard.press('Control+A')
    await page.keyboard.type(words)
    await page.getByText('담당 공무원’의 이름으로 기록돼요.').waitFor()
    await tabTo(page, '답변하기')
    await page.keyboard.press('Enter')
    await page.getByText('증명할 수 있음').waitFor()
    await page.locator(`[data-desk-row="${duty}"]`).waitFor({ state: 'detached' })
    await city.assertAccessible(page)

    const resident = await city.open(`/proposals/${proposal}`, phone)
    await resident.getByText(words).waitFor()
    await resident.getByText('늦게 답변했어요').waitFor()
    await resident.context().close()

    await tabTo(page, '다음 할 일')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => !url.pathname.endsWith(`/${duty}`))
    const next = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await page.keyboard.press('Escape')
    await page.waitForURL('**/desk/overdue')
    await page.locator(`[data-desk-row="${next}"]:focus`).waitFor()
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('an officer corrects an answer, and the wording before stays readable', async () => {
    const { duty } = await firstWork('given', 'department')
    const page = await openAs(city, 'department', `/desk/given/${duty}`, phone)
    const field = page.getByLabel('답변 내용')
    await field.waitFor()
    const before = await field.inputValue()
    await field.fill(`${before} 바로잡습니다.`)
    await page.getByRole('button', { name: '바로잡기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await page.getByRole('button', { name: '이 일 계속 보기' }).click()
    await page.getByText('앞의 문구 1개').click()
    await page.getByText(before, { exact: true }).last().waitFor()
    await page.evaluate(`localStorage.setItem('maru.settings', '{"textSize":200,"theme":"contrast"}')`)
    await page.reload()
    await field.waitFor()
    await city.assertAccessible(page)
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('without a network an interim answer waits on the device, and is sent later', async () => {
    const { duty } = await firstWork('due-soon')
    const page = await openAs(city, 'department', `/desk/due-soon/${duty}`, phone)
    await page.getByRole('radio', { name: '중간 답변' }).check()
    await page.getByLabel('지금까지의 상황').fill('예산을 협의하고 있습니다.')
    await page.getByText('최종 답변을 하기로 한 날을 골라 주세요.').waitFor()
    const day = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10)
    await page.getByLabel('최종 답변을 하기로 한 날').fill(day)
    await waitUntil(
      page,
      `performance.getEntriesByType('resource').some(({ name }) => name.includes('/ed25519'))`,
    )
    await page.context().setOffline(true)
    await page.getByRole('button', { name: '중간 답변하기' }).click()
    await page.getByText('아직 보내지 못했어요').waitFor()
    await page.context().setOffline(false)
    await page.getByText('영수증을 이 기기에 보관했어요.').waitFor()
    await page.getByRole('button', { name: '이 일 계속 보기' }).click()
    assert.equal(await page.getByLabel('지금까지의 상황').inputValue(), '')
    city.complaints()
    await page.context().close()
  })

  test('the mayor names a department, and the answer stands among what it has to do', async () => {
    const { duty } = await firstWork('to-assign')
    const page = await openAs(city, 'mayor', `/desk/to-assign/${duty}`, desktop)
    await page.getByText('먼저 부서를 골라 주세요.').waitFor()
    await page.getByLabel('답변할 부서').selectOption({ index: 3 })
    await page.getByRole('button', { name: '부서 정하기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    assert.equal((await ask('answers/work?list=to-assign')).includes(`"duty":${duty},`), false)
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('the panel brings a proposal into debate with reasons', async () => {
    const page = await openAs(city, 'panel', '/desk/panel', phone)
    await page.locator('a[href^="/desk/panel/"][data-desk-row]').first().click()
    await page.getByText('토론에 부치기').click()
    await page.getByLabel('까닭', { exact: true }).fill('올겨울이 오기 전에 함께 정해야 하는 일입니다.')
    await page.getByRole('button', { name: '결정하기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await page.getByRole('button', { name: '이 일 계속 보기' }).click()
    await page.getByRole('link', { name: '토론 보기' }).last().click()
    await page.getByText('올겨울이 오기 전에 함께 정해야 하는 일입니다.').waitFor()
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('a moderator joins two at once into a third, and takes one out again', async () => {
    const page = await openAs(city, 'moderator', '/desk/join', desktop)
    await page.locator('[data-desk-row]', { hasText: '언덕길 제설함 위치를 지도로' }).click()
    const chosen = page.getByRole('group', { name: '이 제안과 같은 일을 바라는 제안' })
    await chosen.getByRole('checkbox').nth(0).check()
    await chosen.getByRole('checkbox').nth(1).check()
    await page.getByText('공감한 사람에게는 이렇게 돼요').waitFor()
    await city.assertAccessible(page)
    await page.getByLabel('합치는 까닭').fill('모두 언덕길 제설함의 위치를 알려 달라는 제안입니다.')
    await page.getByRole('button', { name: '제안 2개 합치기' }).click()
    await page.getByText('영수증 2장을 이 기기에 보관했어요.').waitFor()
    await page.getByRole('button', { name: '이 일 계속 보기' }).click()
    await page.getByLabel('되돌리는 까닭').fill('지도는 따로 만들기로 했습니다.')
    await page.getByRole('button', { name: '합친 것 되돌리기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  const ask = async (path: string): Promise<string> => (await fetch(`${city.url}/api/${path}`)).text()

  const firstWork = async (list: string, by?: string) => {
    const { duties } = JSON.parse(await ask(`answers/work?list=${list}`)) as {
      readonly duties: readonly { readonly duty: number; readonly proposal: number; readonly by: string }[]
    }
    const found = duties.find((each) => by === undefined || each.by === by)
    assert.ok(found, `${list} is empty`)
    return found
  }
})
