// The citizen floor in a real browser: finding, writing, arguing, following, and what is one's own.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { desktop, phone } from '@maru/testing/browser.ts'
import { hideProposal } from '@maru/testing/hide-proposal.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import { firstOf, settled } from '@maru/testing/web-page.ts'
import type { Page } from 'playwright-core'

const city = await openWebCity()
const skip = typeof city === 'string' && city

const sizes = { 'on a phone, light': phone, 'on a desk, dark': { ...desktop, colorScheme: 'dark' } } as const

/** How much of the page has moved by itself (https://wicg.github.io/layout-instability/). */
const countShifts = `
  window.moved = 0
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.moved += value
  }).observe({ type: 'layout-shift', buffered: true })`

describe('the citizen floor', { skip }, () => {
  if (typeof city === 'string') return
  after(() => city.close())

  for (const [name, options] of Object.entries(sizes)) {
    test(`${name}: every screen has nothing that axe-core finds and no complaint`, async () => {
      const answered = await firstOf(city, 'proposals/list?sort=answered&limit=1', 'proposals', 'proposal')
      const debated = await firstOf(city, 'debates/debates?limit=1', 'debates', 'debate')
      const policy = await firstOf(city, 'policies/policies?state=carried-out&limit=1', 'policies', 'policy')
      const page = await city.open('/', options)
      for (const [path, waitFor] of [
        ['/', '숫자로 보는 참여'],
        ['/proposals', '제안'],
        [`/proposals/${answered}`, '도시의 답변'],
        ['/proposals/new', '비슷한 제안'],
        ['/debates', '토론'],
        [`/debates/${debated}`, '나온 의견'],
        ['/policies', '정책'],
        [`/policies/${policy}`, '약속한 단계'],
        ['/me', '내 정보'],
        ['/devices/join', '이 기기를 내 기기로 더하기'],
        ['/help', '도움말'],
      ] as const) {
        await page.goto(city.url + path)
        await page.getByRole('heading', { name: waitFor, exact: true }).first().waitFor()
        await settled(page)
        await city.assertAccessible(page)
      }
      assert.deepEqual(city.complaints(), [])
      await page.context().close()
    })
  }

  test('with type twice as large no screen scrolls sideways, and axe-core still finds nothing', async () => {
    const debated = await firstOf(city, 'debates/debates?limit=1', 'debates', 'debate')
    const page = await city.open('/', phone)
    await page.evaluate(`localStorage.setItem('maru.settings', '{"textSize":200,"theme":"contrast"}')`)
    for (const path of [
      '/',
      '/proposals',
      '/proposals/new',
      `/debates/${debated}`,
      '/policies/1',
      '/devices/join',
    ]) {
      await page.goto(city.url + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await settled(page)
      await city.assertAccessible(page)
    }
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('a device that asks for more contrast gets it', async () => {
    const page = await city.open('/', { ...phone, contrast: 'more' })
    await page.locator('html[data-theme="contrast"]').waitFor()
    await page.context().close()
  })

  for (const [name, options] of Object.entries(sizes)) {
    test(`${name}: nothing moves while a page arrives`, async () => {
      const answered = await firstOf(city, 'proposals/list?sort=answered&limit=1', 'proposals', 'proposal')
      const debated = await firstOf(city, 'debates/debates?limit=1', 'debates', 'debate')
      const page = await city.open('/health', { ...options, serviceWorkers: 'block' }, countShifts)
      // On a machine without Korean type another face stands in for the page's own until it is there, one that nobody
      // fitted to it as web/theme/base.css does with what readers have: it stands in to the end here.
      await page.route(/\.woff2/, (route) => route.abort())
      // Answers come one after another, as they do on a bad line.
      let order = 0
      await page.route(/\/api\/(?!events)/, async (route) => {
        await setTimeout((order++ % 5) * 60)
        await route.continue()
      })
      for (const path of [
        '/',
        '/proposals',
        `/proposals/${answered}`,
        `/debates/${debated}`,
        '/proposals/new',
      ]) {
        await page.goto(city.url + path)
        if (path === '/proposals/new') {
          await page.getByLabel('제목').fill('버스 정류장에 그늘막을 놓아 주세요')
          await page.getByText('비슷한 제안이 ').waitFor()
        }
        await page.waitForLoadState('networkidle')
        await settled(page)
        const moved = await page.evaluate<number>('window.moved')
        assert.ok(moved <= 0.001, `${path} moved by ${moved}`)
      }
      city.complaints()
      await page.context().close()
    })
  }

  test('what was looked for stands in the address, and comes back with it', async () => {
    const page = await city.open('/proposals', phone)
    await page.getByText('제안 찾기').click()
    await page.getByLabel('분야').selectOption({ label: '교통' })
    await page.getByRole('button', { name: '찾기', exact: true }).click()
    await page.waitForURL(/field=transport/)
    await page.locator('article h2 a').first().waitFor()
    const found = await page.locator('article h2 a').allTextContents()
    await page.reload()
    await page.locator('article h2 a').first().waitFor()
    assert.deepEqual(await page.locator('article h2 a').allTextContents(), found)
    assert.equal(await page.getByLabel('분야').inputValue(), 'transport')
    await page.goto(`${city.url}/proposals?q=${encodeURIComponent('없는말없는말')}`)
    await page.getByText('찾는 제안이 없어요').waitFor()
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('a resident writes a proposal, whose draft survives, and finds it among what is their own', async () => {
    const page = await openAsResident('/proposals/new')
    const title = '골목마다 작은 의자를 놓아 주세요'
    await page.getByLabel('제목').fill(title)
    await page.reload()
    assert.equal(await page.getByLabel('제목').inputValue(), title)
    await page.getByRole('button', { name: '제안 올리기' }).click()
    await page.getByText('분야를 골라 주세요.').waitFor()
    await page.getByLabel('분야').and(page.locator(':focus')).waitFor()
    await page.getByLabel('분야').selectOption({ label: '복지' })
    await page.getByRole('button', { name: '제안 올리기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await page.getByRole('link', { name: '올린 제안 보기' }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    const address = new URL(page.url()).pathname

    await page.getByRole('link', { name: '고치기' }).click()
    await page.getByLabel('내용').fill('쉬어 갈 곳이 없어요.')
    await city.assertAccessible(page)
    await page.getByRole('button', { name: '고친 글 올리기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await page.getByRole('link', { name: '올린 제안 보기' }).click()
    await page.getByText('쉬어 갈 곳이 없어요.').waitFor()
    await page.getByText('지금 고침').waitFor()

    await page.getByRole('link', { name: '내 정보' }).click()
    const own = page.getByRole('link', { name: title }).first()
    await own.waitFor()
    await page.locator(`a[href="${address}"]`).first().waitFor()
    await city.assertAccessible(page)
    await page.goto(`${city.url}/proposals/new`)
    assert.equal(await page.getByLabel('제목').inputValue(), '')
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('a comment and a reply to it; and the text is gone when its author erases it', async () => {
    const number = await firstOf(city, 'proposals/list?sort=rising&limit=1', 'proposals', 'proposal')
    const page = await openAsResident(`/proposals/${number}?order=newest`)
    await page.locator('summary', { hasText: '댓글 쓰기' }).click()
    await page.getByLabel('댓글', { exact: true }).fill('우리 골목에도 꼭 있으면 좋겠어요.')
    await page.getByRole('radio', { name: '찬성' }).check()
    await page.getByRole('button', { name: '댓글 남기기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    const said = page.getByText('우리 골목에도 꼭 있으면 좋겠어요.')
    await said.waitFor()
    await city.assertAccessible(page)
    const thread = page.getByRole('listitem').filter({ has: said })
    await thread.getByRole('button', { name: '답글 쓰기' }).click()
    await thread.locator('summary', { hasText: '답글 남기기' }).click()
    await thread.getByLabel('답글', { exact: true }).fill('저도 그렇게 생각해요.')
    await thread.getByRole('button', { name: '답글 남기기' }).click()
    await thread.getByText('저도 그렇게 생각해요.').waitFor()
    await page.getByRole('button', { name: '댓글 지우기' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: '댓글 지우기' }).click()
    await page.getByRole('dialog').getByText('증명할 수 있음').waitFor()
    await city.assertAccessible(page)
    await page.keyboard.press('Escape')
    await said.waitFor({ state: 'detached' })
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('an opinion moves the tally of its debate', async () => {
    const debate = await firstOf(city, 'debates/debates?state=open&limit=1', 'debates', 'debate')
    const page = await openAsResident(`/debates/${debate}`)
    const participants = async () =>
      ((await ask(`debates/debate?debate=${debate}`)) as { readonly participants: number }).participants
    const before = await participants()
    await page.getByRole('button', { name: '의견 내기' }).waitFor()
    await page.getByText('먼저 찬성, 반대, 기타 가운데 하나를 골라 주세요.').waitFor()
    await page.getByRole('group', { name: '어느 쪽인가요?' }).getByText('기타').click()
    await page.getByLabel('왜 그렇게 생각하나요?').fill('먼저 한 곳에서 시험해 보면 좋겠습니다.')
    await page.getByRole('button', { name: '의견 내기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await page
      .getByText(`${before + 1}명이 참여했어요`)
      .first()
      .waitFor()
    await page.getByText('먼저 한 곳에서 시험해 보면 좋겠습니다.').waitFor()
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('what is followed stands among the settings, and is followed no more', async () => {
    const number = await firstOf(city, 'proposals/list?sort=newest&limit=1', 'proposals', 'proposal')
    const page = await openAsResident(`/proposals/${number}`)
    await page.getByRole('button', { name: '소식 받기' }).click()
    await page.getByRole('button', { name: '소식을 받고 있어요' }).waitFor()
    await page.goto(`${city.url}/me?tab=inbox`)
    await page.getByRole('link', { name: '소식과 알림 정하기' }).click()
    await page.getByRole('link', { name: `제안 ${number}번` }).waitFor()
    await page.getByRole('button', { name: '그만 받기' }).click()
    await page.getByRole('link', { name: `제안 ${number}번` }).waitFor({ state: 'detached' })
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('the author of a hidden text reads why, and appeals', async () => {
    const page = await openAsResident('/proposals/new')
    await page.getByLabel('제목').fill('우리 가게 떡볶이를 드셔 보세요')
    await page.getByLabel('분야').selectOption({ label: '경제' })
    await page.getByRole('button', { name: '제안 올리기' }).click()
    await page.getByRole('link', { name: '올린 제안 보기' }).click()
    await page.getByRole('heading', { level: 1, name: '우리 가게 떡볶이를 드셔 보세요' }).waitFor()
    const address = new URL(page.url()).pathname
    await hideProposal(city, Number(address.split('/').at(-1)))
    await page.reload()
    await page.getByText('적용된 규칙: 광고.').waitFor()
    await page.getByText('특정한 가게를 알리는 글입니다.').waitFor()
    await city.assertAccessible(page)
    await page.getByLabel('이의 내용').fill('가게 이름도 값도 적지 않았습니다.')
    await page.getByRole('button', { name: '이의 신청하기' }).click()
    await page.getByText('이의를 신청했어요.').waitFor()
    // The page asked for the text that is not served any more.
    city.complaints()
    await page.context().close()
  })

  const ask = async (path: string): Promise<unknown> => (await fetch(`${city.url}/api/${path}`)).json()

  const openAsResident = async (path: string): Promise<Page> => {
    const page = await city.open(path, phone)
    await page.getByRole('button', { name: '둘러보는 중' }).click()
    await page.getByRole('button', { name: '새 주민으로 시작하기' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    return page
  }
})
