/** A load on a ramp has digits that nobody commanded and that change with every frame: three are shown, or the whole number. */
export const roundLoad = (load: number): number => (load >= 100 ? Math.round(load) : Number(load.toPrecision(3)))
