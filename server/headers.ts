import type { FastifyHelmetOptions } from '@fastify/helmet'

/** Pages have a stylesheet, images and links, and no script: the policy allows no more. */
export const securityHeaders = (production: boolean): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      fontSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      ...(production ? { upgradeInsecureRequests: [] } : {}),
    },
  },
  referrerPolicy: { policy: 'no-referrer' },
  // Over plain HTTP, as on a laptop, this header would lock a browser out of everything else on the same host.
  strictTransportSecurity: production ? { maxAge: 31_536_000, includeSubDomains: true } : false,
})
