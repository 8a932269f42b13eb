import { handleWechatQuestion } from './services/privacy';

App({
  onLaunch() {
    handleWechatQuestion();
  },
});
