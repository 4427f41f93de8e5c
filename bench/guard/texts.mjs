// What the guard is timed on: messages as people write them, and what makes its rules work hardest.
export const texts = {
  'English': 'I sent 250 USDT to my other wallet yesterday and it has not arrived, the transaction hash is below. ',
  'Chinese': '我昨天从交易所提现了二百五十个币到我的钱包，到现在还没有到账，请帮我看一下是什么问题。',
  'Russian': 'вчера отправил перевод на другой кошелёк и он до сих пор не пришёл, помогите пожалуйста. ',
  'words of a list': 'letter advice cage absurd amount doctor acoustic avoid letter advice cage above ',
  'the same mistyped': 'leter advise cagge absurb amont dotcor acustic avoyd leter advise cagge abvoe ',
  'hashes': '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 ',
  'base58': '4eMq9jSfPYpzu6Z3My2VHdieiywQVCYDQFRMz1Qqx5rvUFXisp21zACAa7xm6Z1G1JqWe9S3BurEz7HziHfedaZS ',
  'names of secrets': 'password pin code otp card private key ',
}
