using Xunit.Sdk;
using Xunit.v3;

// One story after the other: each has a whole range to itself, and its times are worth something.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(Chromium))]
