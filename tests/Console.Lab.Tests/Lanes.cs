using Xunit.v3;

// More than there are cores: these tests mostly wait for servers.
[assembly: Parallelization(MaxThreads = 6)]
