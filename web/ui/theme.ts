// The look of the desk: one calm accent, warm greys, tabular figures, dense where work is dense. Colours and spaces are changed here.

import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const accent: MantineColorsTuple = [
  '#eef7f5',
  '#dcebe8',
  '#b6d6d1',
  '#8dc0b9',
  '#6aada4',
  '#53a197',
  '#3d8a81',
  '#2b756d',
  '#1f5f5b',
  '#134a47',
]
const ink: MantineColorsTuple = [
  '#f7f7f5',
  '#eeeeeb',
  '#dedeD9',
  '#c6c6c0',
  '#a3a39d',
  '#80807b',
  '#5f5f5c',
  '#464645',
  '#2e2f2f',
  '#1c1e1e',
]
const amber: MantineColorsTuple = [
  '#fdf6e8',
  '#f8ead0',
  '#efd3a0',
  '#e6bb6c',
  '#dea743',
  '#d99b2b',
  '#b97f1a',
  '#936310',
  '#714b0a',
  '#533605',
]
const rust: MantineColorsTuple = [
  '#fbf0ec',
  '#f4dfd7',
  '#e8bfaf',
  '#db9c84',
  '#d07f60',
  '#ca6d4a',
  '#a9532f',
  '#8b4325',
  '#6e351d',
  '#532714',
]

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  // What a widget marks as wrong is rust like all that is wrong.
  colors: { accent, gray: ink, amber, rust, red: rust },
  fontFamily: "'Source Sans 3 Variable', 'Segoe UI', system-ui, sans-serif",
  fontSizes: { xs: '0.8125rem', sm: '0.9rem', md: '1rem', lg: '1.125rem', xl: '1.3rem' },
  headings: {
    fontWeight: '620',
    sizes: { h1: { fontSize: '1.55rem', lineHeight: '1.25' }, h2: { fontSize: '1.2rem' }, h3: { fontSize: '1.02rem' } },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    // Under the field, so that fields beside each other stand on one line.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    // What may be left out says so; a star at everything else is noise.
    TextInput: { defaultProps: { size: 'sm', withAsterisk: false } },
    PasswordInput: { defaultProps: { size: 'sm', withAsterisk: false } },
    Textarea: { defaultProps: { size: 'sm', withAsterisk: false, autosize: true, minRows: 3 } },
    Select: { defaultProps: { size: 'sm', withAsterisk: false, allowDeselect: false } },
    NumberInput: { defaultProps: { size: 'sm', withAsterisk: false } },
    Badge: { styles: { root: { textTransform: 'none', fontWeight: 600 } } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm', highlightOnHover: true } },
    // The theme knows no language; both words are short.
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close · Schließen' } } },
    Modal: {
      defaultProps: { centered: true, radius: 'lg', closeButtonProps: { 'aria-label': 'Close · Schließen' } },
      styles: { title: { fontSize: '1.125rem', fontWeight: 620 } },
    },
    // The first entry has the focus, not a place before it that says nothing.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Drawer: { styles: { title: { fontSize: '1.125rem', fontWeight: 620 } } },
  },
})

export const variables: CSSVariablesResolver = () => ({
  variables: { '--desk-measure': '42rem' },
  light: {
    '--mantine-color-body': '#faf9f6',
    '--desk-paper': '#ffffff',
    '--desk-line': '#e5e4de',
    '--desk-quiet': '#63635f',
    '--mantine-color-dimmed': '#63635f',
    '--desk-side': '#f2f1ec',
    '--desk-chart': '#2b756d',
    '--mantine-color-error': '#a9532f',
  },
  dark: {
    '--mantine-color-body': '#161818',
    '--desk-paper': '#1e2121',
    '--desk-line': '#323636',
    '--desk-quiet': '#a5a8a4',
    '--mantine-color-dimmed': '#a5a8a4',
    '--desk-side': '#1a1d1d',
    '--desk-chart': '#6aada4',
    '--mantine-color-error': '#e8a083',
    // What is lightly filled must still stand out from the paper, and its words from it.
    '--mantine-color-accent-light': '#1f3f3c',
    '--mantine-color-accent-light-hover': '#264b47',
    '--mantine-color-accent-light-color': '#b6d6d1',
    '--mantine-color-gray-light': '#333838',
    '--mantine-color-gray-light-hover': '#3b4141',
    '--mantine-color-gray-light-color': '#dedede',
    '--mantine-color-amber-light': '#43361a',
    '--mantine-color-amber-light-color': '#efd3a0',
    '--mantine-color-rust-light': '#45291d',
    '--mantine-color-rust-light-color': '#e8bfaf',
  },
})
