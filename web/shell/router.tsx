/** The router, made of the screens that were found. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { ErrorState } from '../kit/states.tsx'
import { Skeleton } from '../kit/skeleton.tsx'
import { Frame } from './frame.tsx'
import { NotFound } from './not-found.tsx'
import { screens } from './screens.ts'

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound })

const routes = screens.map(({ path, load }) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load, 'Screen'),
  }),
)

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: () => <Skeleton lines={8} height="60rem" />,
  defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
})
