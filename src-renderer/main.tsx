import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { connect } from './api.ts'
import './styles.css'

const { client, onLost } = await connect()
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(<App client={client} onLost={onLost} />)
