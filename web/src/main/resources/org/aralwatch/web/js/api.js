/** The only module that fetches. Answers are JSON, or bytes for tiles; failures are ApiErrors. */

/** A request that did not succeed; status 0 when the server could not be reached. */
export class ApiError extends Error {
  constructor(status, url, problem) {
    super(problem?.detail ?? problem?.title ?? `HTTP ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.url = url;
    this.problem = problem ?? null;
  }
}

const API = 'api/v1';

let running = 0;
const busyListeners = new Set();

/** Calls the listener with the number of running requests each time it changes. */
export function onBusy(listener) {
  busyListeners.add(listener);
}

function count(change) {
  running += change;
  for (const listener of busyListeners) listener(running);
}

/** Query text of the set parameters. */
export function query(parameters) {
  const set = Object.entries(parameters ?? {}).filter(([, v]) => v !== null && v !== undefined
    && v !== '');
  return set.length ? `?${new URLSearchParams(set)}` : '';
}

async function request(url, read, { signal, quiet = false, ...init } = {}) {
  if (!quiet) count(1);
  try {
    const response = await fetch(url, { signal, ...init });
    if (response.ok) return await read(response);
    const type = response.headers.get('Content-Type') ?? '';
    throw new ApiError(response.status, url, type.includes('json') ? await response.json() : null);
  } catch (error) {
    if (error instanceof ApiError || error.name === 'AbortError') throw error;
    throw new ApiError(0, url, { title: error.message });
  } finally {
    if (!quiet) count(-1);
  }
}

const json = (url, options) => request(url, (response) => response.json(), options);

export const isAbort = (error) => error.name === 'AbortError';

export const themes = async (options) => (await json(`${API}/themes`, options)).themes;

export const layers = async (options) => (await json(`${API}/layers`, options)).layers;

/** Features of a base layer with their geometry, for labels. */
export const layerFeatures = (layer, options) =>
  json(`${API}/layers/${encodeURIComponent(layer)}/features${query({ limit: 10_000 })}`, options);

/** Stations and areas with the value of a date: theme, property, period, datetime, q, limit. */
export const stations = (parameters, options) =>
  json(`${API}/stations${query(parameters)}`, options);

export const feature = (id, options) => json(`${API}/features/${id}`, options);

/** {datastreams, next?} of a layer and property, the first thousand. */
export const datastreams = (parameters, options) =>
  json(`${API}/datastreams${query({ ...parameters, limit: 1000 })}`, options);

/** Columns of one datastream: from, to, period, statistic, maxPoints. */
export const observations = (id, parameters, options) =>
  json(`${API}/datastreams/${id}/observations${query(parameters)}`, options);

/** Address of the same observations as a CSV file. */
export const csvUrl = (id, parameters) =>
  `${API}/datastreams/${id}/observations${query({ ...parameters, f: 'csv' })}`;

export const jsonUrl = (id, parameters) =>
  `${API}/datastreams/${id}/observations${query(parameters)}`;

export const revision = async (options) =>
  (await json(`${API}/revision`, { quiet: true, ...options })).revision;

/** Bytes of a vector tile; null when it is empty. */
export const tile = (layer, { z, x, y }, parameters, options) =>
  request(`tiles/${encodeURIComponent(layer)}/${z}/${x}/${y}.mvt${query(parameters)}`,
    async (response) => (response.status === 204 ? null : response.arrayBuffer()), options);

export const dictionary = (language, options) =>
  json(`i18n/${encodeURIComponent(language)}.json`, options);
