/** The head of an error about an option that is to be shorter than the timeout `field`, and is not. */
export function notShorter<Fact extends string>(option: string, fact: Fact) {
  return (facts: Readonly<Record<'subject' | 'field' | 'limit' | Fact, string>>): string =>
    `${facts.subject} has ${option}: ${facts[fact]}, not shorter than its ${facts.field}: ${facts.limit}.`;
}
