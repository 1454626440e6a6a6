import { drawCharts } from './charts/draw-charts.ts'
import { enableSearch } from './tables/search.ts'
import { enableSorting } from './tables/sorting.ts'
import { enableThemes } from './themes.ts'

enableSorting(document)
enableSearch(document)
const charts = drawCharts(document)
enableThemes(document, charts.redraw)
