/** The parts of the program that are read once the first pictures are on the screen: they take ten times as long to start as the pictures. */

/** The room: questions, keys, saving. */
export const roomCode = () => import('../page/startRoom');

/** Cornerstone and what draws with it. */
export const viewsCode = () => import('../images/stackViews');
