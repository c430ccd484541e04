export const manner = 'keeps';
