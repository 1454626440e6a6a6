// https://jslib.k6.io/url: the standard's URL and URLSearchParams, which scripts of k6 have to import.
export { URL, URLSearchParams } from 'k6/kneepoint/url'
