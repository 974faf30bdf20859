import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './app/App.vue'
import { router } from './app/router'
import { openGate } from './app/session'
import { i18n, keptLanguage, setLanguage } from './i18n'
import './kit/element'
import './app/tokens.css'
import './app/base.css'

async function start() {
  await setLanguage(keptLanguage())
  const app = createApp(App)
  app.use(createPinia())
  openGate()
  app.use(i18n).use(router)
  await router.isReady()
  app.mount('#app')
}

void start()
