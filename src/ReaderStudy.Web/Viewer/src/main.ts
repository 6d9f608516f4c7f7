import './style/readingRoom.css';
import { enter } from './page/enter';

const root = document.getElementById('reading-room');
const sessionId = document.body.dataset['session'];
if (root !== null && sessionId !== undefined) {
  void enter(root, sessionId);
}
