import 'virtual:fonts.css'
import './theme/theme.css'
import './theme/base.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { isPassing } from './city/api.ts'
import { takeFirstAnswers } from './city/first-answers.ts'
import { followCity } from './city/live.ts'
import { followNetwork } from './city/outbox.ts'
import { registerServiceWorker } from './shell/register-service-worker.ts'
import { router } from './shell/router.tsx'
import { showSettings } from './texts/settings.ts'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // Asked even when the browser says it is offline: the service worker may know an answer.
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && isPassing(error),
    },
  },
})

takeFirstAnswers(queries)
showSettings()
followCity(queries)
followNetwork(queries)
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
registerServiceWorker()
