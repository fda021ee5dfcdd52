/**
 * Many Miller loops at once, by the function of mcl that its JavaScript does not wrap (`mclBn_millerLoopVec`): they
 * share their squarings, 0.88 ms each where one alone takes 1.27. Points are copied into WebAssembly's memory as they
 * are, three coordinates each; `a_` is where mcl-wasm 2.4.1, pinned, keeps them.
 */
interface Inside {
  readonly mod: {
    readonly wasmMemory: { readonly buffer: ArrayBuffer }
    readonly _malloc: (size: number) => number
    readonly _free: (place: number) => void
    readonly _mclBn_millerLoopVec: (result: number, p: number, q: number, count: number) => void
  }
}

interface Words {
  readonly a_: Uint32Array
}

/** `inside` is the default export of `mcl-wasm/dist/mcl.js`, after `init`. */
export const createMillerLoops =
  <G1, G2, Gt>(inside: object, newTarget: () => Gt) =>
  (ps: readonly G1[], qs: readonly G2[]): Gt => {
    const { mod } = inside as Inside
    const target = newTarget()
    const result = (target as Words).a_
    const place = (points: readonly unknown[]): number => {
      const size = (points[0] as Words).a_.length
      const at = mod._malloc(4 * size * points.length)
      const words = new Uint32Array(mod.wasmMemory.buffer)
      for (const [index, point] of points.entries()) words.set((point as Words).a_, at / 4 + size * index)
      return at
    }
    const places = [mod._malloc(result.byteLength), place(ps), place(qs)] as const
    mod._mclBn_millerLoopVec(...places, ps.length)
    result.set(new Uint32Array(mod.wasmMemory.buffer).subarray(places[0] / 4, places[0] / 4 + result.length))
    for (const each of places) mod._free(each)
    return target
  }
