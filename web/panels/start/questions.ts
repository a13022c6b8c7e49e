/** What each built-in scenario answers, in the words of one who asks; a scenario without an entry is shown by its name alone. */
export const QUESTIONS: Readonly<Record<string, string>> = {
  'bots-at-the-door': 'Bots hang on the line, names are tried, mail is put off: what does a gateway of few slots do?',
  'consolidation-at-night': 'Put idle hosts to sleep after hours: what does it save, and what keeps them awake?',
  'groupware-only-virtualized': 'Virtualize the mailboxes first and leave the gateways alone: what is gained?',
  'host-death-at-the-peak': 'A host dies in the busiest hour: repair contract, restart elsewhere, or a shadow?',
  'inner-jobs-consolidated': 'Twenty relays and mailbox servers on three hosts: what happens to racks and watts?',
  'one-host-per-tier': 'One host for each tier with high availability switched on: is that available?',
  'price-of-zones': 'What does it cost never to put machines of different trust on one host?',
  'rolling-maintenance': 'Work on every host in office hours: does anybody notice, with live migration and without?',
  'saas-upstream': 'A filter service takes the spam away upstream: how small may the gateways become?',
  'spam-heavy-monday': 'One box per job, or virtual machines on shared hosts: which carries a Monday full of spam?',
  'spam-storm': 'Spam grows ninefold: which runs out first, processors or slots?',
  'storm-with-scaling': 'Gateways that multiply when a storm comes: do they come in time?',
  'textbook-queues': 'Does the simulator agree with the formulas of the textbook?',
  'which-layer-to-virtualize': 'Nothing, mailboxes, the inner layers, everything: which layer should be virtualized?',
  'why-gateways-run-hot': 'What heats a gateway: the number of connections, or the mail that has to be read?',
  'zones-and-pci': 'Trust zones, PCI DSS, a hypervisor one distrusts: what keeps gateways on machines of their own?',
};
