// Which program shows an address to whoever sits at this machine: what BROWSER names, or the system's own. None where nobody sees a screen.

export interface Sight {
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
}

const own: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

/** @returns the program and its arguments, or undefined: then there is only the address to copy. */
export function browserFor({ platform, env }: Sight, url: string): readonly string[] | undefined {
  const named = env.BROWSER?.trim()
  if (named === 'none') return undefined
  if (named) return named.includes('%s') ? named.split(/\s+/).map((it) => it.replace('%s', url)) : [named, url]
  const usual = own[platform]
  // The shell of Windows would end the command at an "&".
  if (usual) return [...usual, platform === 'win32' ? url.replaceAll('&', '^&') : url]
  const seen = env.DISPLAY !== undefined || env.WAYLAND_DISPLAY !== undefined
  return seen ? ['xdg-open', url] : undefined
}
