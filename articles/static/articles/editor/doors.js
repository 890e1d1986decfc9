// Says beside the button what a passkey ended in: django-allauth's script tells the page, and only the console otherwise.
(function () {
  'use strict'
  function say (key) {
    const place = document.getElementById('passkey-problem')
    place.textContent = place.dataset[key]
  }
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    say('words')
  })
  document.addEventListener('DOMContentLoaded', function () {
    if (!window.PublicKeyCredential) {
      document.getElementById('passkey-button').disabled = true
      say('none')
    }
  })
})()
