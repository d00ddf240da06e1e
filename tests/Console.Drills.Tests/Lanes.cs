using Xunit.Sdk;
using Xunit.v3;

// Two lanes: a story mostly waits. What says of itself that it must be alone comes after the others, one by one: its times are worth something.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 2)]
[assembly: AssemblyFixture(typeof(Chromium))]
