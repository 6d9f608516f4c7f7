import './style/readingRoom.css';
import { enter } from './page/enter';
import { notLoadedMessage } from './page/notLoaded';

const root = document.getElementById('reading-room');
const sessionId = document.body.dataset['session'];
if (root !== null && sessionId !== undefined) {
  enter(root, sessionId).catch(() => {
    const message = notLoadedMessage(() => location.reload());
    root.replaceChildren(message);
    message.querySelector('button')?.focus();
  });
}
