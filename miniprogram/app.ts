import { handleWechatQuestion } from './services/privacy';
import { resumeQueue, startQueue } from './services/queue/start';

App({
  onLaunch() {
    handleWechatQuestion();
    startQueue();
  },
  onShow() {
    resumeQueue();
  },
});
