export const wordsOf = (text) => text.split(/\s+/).filter((word) => word !== '');
