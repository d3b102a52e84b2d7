/** The page's words in Japanese. */

/** @import { Texts } from '../texts.js' */

/** @type {Texts} */
export const JA = {
  lang: 'ja',
  title: 'MediaConvert ジョブ',
  fixed: {
    heading: 'MediaConvert ジョブの状況',
    lead: '入力ファイル名からジョブをエッジで検索し、終わるまで状況を表示します。',
    by: '検索方法',
    byInputFile: '入力ファイル',
    byJobId: 'ジョブ ID',
    submit: '検索',
    jobId: 'ジョブ ID',
    progress: '進み具合',
    footer: '入力内容は、エッジで応答するものと同じ WebAssembly がこのページ内で確認しています。',
  },
  fields: {
    input_file: {
      label: '入力ファイル名',
      hint: 'ジョブに指定した名前をそのまま入力してください。',
    },
    job_id: { label: 'ジョブ ID', hint: 'MediaConvert が付けた ID です。' },
  },
  invalid: {
    blank: {
      input_file: '入力ファイル名を入力してください。',
      job_id: 'ジョブ ID を入力してください。',
    },
    bytes: (bytes, most) =>
      `長すぎます（${number(bytes)} バイト。上限は ${number(most)} バイト）。`,
    other: {
      input_file: 'サービスが受け付けないファイル名です。',
      job_id: 'サービスが受け付けないジョブ ID です。',
    },
  },
  asking: { file: 'ジョブを検索しています…', job: 'ジョブの状況を問い合わせています…' },
  slow: '応答を待っています…',
  states: {
    SUBMITTED: { label: '順番待ち', meaning: '順番が来ると処理が始まります。' },
    INPUT_INFORMATION: {
      label: '入力を確認済み',
      meaning: '入力ファイルの内容の読み取りが終わりました。',
    },
    PROGRESSING: { label: '変換中', meaning: '動画を変換しています。' },
    STATUS_UPDATE: { label: '変換中', meaning: 'ジョブから進み具合の報告がありました。' },
    NEW_WARNING: {
      label: '警告あり（処理は継続中）',
      meaning: 'MediaConvert が警告を出しましたが、処理は続いています。',
    },
    QUEUE_HOP: {
      label: '別のキューへ移動',
      meaning: '待ち時間が長かったため、別のキューに移りました。順番が来ると処理が始まります。',
    },
    COMPLETE: { label: '完了', meaning: '変換が終わり、出力ファイルができました。' },
    CANCELED: { label: 'キャンセル', meaning: 'ジョブはキャンセルされました。出力はありません。' },
    ERROR: { label: '失敗', meaning: 'ジョブはエラーで終了しました。出力はありません。' },
  },
  unknownState: 'このページの知らない状態です。引き続き状況を確認します。',
  problems: {
    offline: {
      title: 'オフラインです',
      cause: '',
      advice: 'ネットワークにつながると、自動的に再開します。',
    },
    unreachable: {
      title: 'サービスに接続できません',
      cause: '応答がありませんでした。',
      advice: '続く場合は、ネットワークを確認してください。',
    },
    noJobYet: {
      title: 'このファイルのジョブはまだありません',
      cause: '新しいジョブが表示されるまで、少し時間がかかることがあります。',
      advice: 'すでにあるはずの場合は、大文字と小文字の違いも含めて、名前を確認してください。',
    },
    noStatusYet: {
      title: 'ジョブの状況はまだわかりません',
      cause: 'ジョブ ID は決まっています。状況はまもなく届きます。',
      advice: '',
    },
    noSuchJobYet: {
      title: 'この ID のジョブはまだありません',
      cause: '新しいジョブが表示されるまで、少し時間がかかることがあります。',
      advice: 'すでにあるはずの場合は、ID を確認してください。',
    },
    origin: {
      title: 'このページからはサービスを利用できません',
      cause: 'このページのアドレスは、サービスで許可されていません。',
      advice: 'サービスの管理者が許可すると、利用できるようになります。',
    },
    refused: {
      title: 'サービスがリクエストを拒否しました',
      cause: '',
      advice: '繰り返し起こる場合は、サービスの管理者に連絡してください。',
    },
    item: {
      title: 'このジョブの記録が不完全です',
      cause: 'サービスに必要な項目が、記録に含まれていません。',
      advice: '続く場合は、サービスの管理者に連絡してください。',
    },
    unavailable: {
      title: 'サービスに一時的な問題があります',
      cause: 'ジョブには影響ありません。',
      advice: 'そのままお待ちください。',
    },
    foreign: {
      title: 'サービス以外から応答がありました',
      cause: 'プロキシや、ネットワークのログインページの応答かもしれません。',
      advice: 'ネットワークへのログインが必要な場合は、ログインしてください。',
    },
  },
  next: {
    asking: '自動的に再試行しています。',
    looking: '自動的に検索を続けています。',
    over: '',
  },
  answer: 'サービスの応答:',
  wouldAnswer: '送信した場合の応答:',
  details: '詳細:',
  joint: '',
  sentence: '。',
  stopped: {
    title: '確認を停止しました',
    text: 'このページからの問い合わせを停止しました。ジョブには影響ありません。',
  },
  stop: '確認を停止',
  goOn: '再開',
  tryAgain: '再試行',
  percent: (percent) => `${percent}%`,
  announced: (label, percent) => `${label}、${percent} パーセント`,
  answeredAt: (time) => `最終応答 ${time}`,
  facts: {
    duration: '長さ',
    size: 'サイズ',
    outputPath: '出力先',
    playlists: 'プレイリスト',
    noPlaylists: 'なし',
    errorCode: 'エラーコード',
    errorMessage: 'メッセージ',
    reached: '進み具合',
  },
  duration: (h, min, s) =>
    [h > 0 && `${h}時間`, (h > 0 || min > 0) && `${min}分`, `${s}秒`].filter(Boolean).join(''),
  copy: 'コピー',
  copied: 'コピーしました',
  notCopied: '選択しました。コピーしてください',
  start: {
    title: 'ページを開始できません',
    text: '入力内容を確認する WebAssembly を読み込めませんでした。ネットワークかブラウザーの設定が原因かもしれません。',
    reload: 'ページを再読み込み',
  },
};

/** @param {number} value */
function number(value) {
  return value.toLocaleString('ja');
}
